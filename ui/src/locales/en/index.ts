// One file per area of the product; the file's name is the first part of every key in it.
import capture from './capture.json';
import common from './common.json';
import customer from './customer.json';
import customers from './customers.json';
import domain from './domain.json';
import errors from './errors.json';
import events from './events.json';
import me from './me.json';
import pipeline from './pipeline.json';
import records from './records.json';
import setup from './setup.json';
import store from './store.json';
import sync from './sync.json';
import today from './today.json';

export default {
  capture,
  common,
  customer,
  customers,
  domain,
  errors,
  events,
  me,
  pipeline,
  records,
  setup,
  store,
  sync,
  today,
};
