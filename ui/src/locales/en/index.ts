// One file per area of the product; the file's name is the first part of every key in it.
import audit from './audit.json';
import capture from './capture.json';
import care from './care.json';
import common from './common.json';
import customer from './customer.json';
import customers from './customers.json';
import domain from './domain.json';
import errors from './errors.json';
import events from './events.json';
import follow from './follow.json';
import handed from './handed.json';
import hands from './hands.json';
import lock from './lock.json';
import me from './me.json';
import merging from './merging.json';
import orders from './orders.json';
import pipeline from './pipeline.json';
import print from './print.json';
import process from './process.json';
import rates from './rates.json';
import reception from './reception.json';
import records from './records.json';
import rules from './rules.json';
import setup from './setup.json';
import store from './store.json';
import sync from './sync.json';
import today from './today.json';
import trust from './trust.json';
import vehicles from './vehicles.json';

export default {
  audit,
  capture,
  care,
  common,
  customer,
  customers,
  domain,
  errors,
  events,
  follow,
  handed,
  hands,
  lock,
  me,
  merging,
  orders,
  pipeline,
  print,
  process,
  rates,
  reception,
  records,
  rules,
  setup,
  store,
  sync,
  today,
  trust,
  vehicles,
};
